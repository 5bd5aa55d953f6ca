export { makeAllDeadLetters, type AllDeadLetters } from './all-dead-letters.js';
export { markStreams, streamsByFlow } from './flow-streams.js';
export { makeDeadLetters, type DeadLetters } from './dead-letters.js';
export { audit, AUDIT_DEFAULTS, type AuditOptions, type AuditSummary, type Progress } from './audit/audit.js';
export type { OutsideProvider } from './audit/outside-provider.js';
export { RULES, type Finding, type Remedy, type Rule } from './audit/finding.js';
export { makeRepair, type Repair, type RepairOutcome } from './repair.js';
export { viewStream, type StreamLook } from './stream-view.js';
export { agreeOnPartitions, readPartitionCount } from './partition-count.js';
