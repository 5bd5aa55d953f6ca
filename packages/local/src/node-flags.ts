/**
 * How Node runs a service. Nearly all that a request makes is dead when it is answered: a larger young
 * generation than the 16 MiB of Node 20 is collected less often, and less of what is still in use is taken along. In MiB;
 * Dockerfile has the same.
 */
export const SERVICE_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=32'];
