export { proofSchema, VERDICTS, type Proof } from './proof.js';
