import { basename } from 'node:path';
import type { Rule } from './finding.js';

/** Names that say nothing about the role of what is inside. */
const EMPTY_NAME = /^(utils?|helpers?|common|misc|shared|managers?|base)$|[-.](utils?|helpers?|manager)$/;

export const namedAfterRole: Rule = ({ path }) => {
  const [name = ''] = basename(path).split(/\.(?=[^.]*$)/);
  const folders = path.split('/').slice(0, -1);
  return [name, ...folders]
    .filter((part) => EMPTY_NAME.test(part))
    .map((part) => ({ line: 1, what: `the name "${part}"` }));
};
