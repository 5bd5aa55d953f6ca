import { runAudit } from './run-audit.js';
import { runDeadLetters } from './run-dead-letters.js';
import { runStock } from './run-stock.js';
import { runStory } from './run-story.js';
import { runStreams } from './run-streams.js';
import type { CommandContext } from './context.js';
import type { Command } from './parse-command.js';

/** Runs a command and returns the exit code: 0 all is well, 1 something is wrong. Throws when Redis does not answer. */
export function runCommand(command: Exclude<Command, { name: 'help' }>, context: CommandContext): Promise<number> {
  switch (command.name) {
    case 'streams':
      return runStreams(command, context);
    case 'audit':
      return runAudit(command, context);
    case 'story':
      return runStory(command, context);
    case 'stock':
      return runStock(command, context);
    case 'list':
    case 'causes':
    case 'show':
    case 'replay':
    case 'purge':
      return runDeadLetters(command, context);
  }
}
