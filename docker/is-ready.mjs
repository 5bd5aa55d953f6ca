// @ts-check
// The health check of a container: `node is-ready.mjs <port>`. Docker keeps what it prints beside the verdict, which is
// why a service that is not ready names the reason in `docker inspect`.
const DEADLINE_MS = 2_500;

const [port] = process.argv.slice(2);
try {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(DEADLINE_MS) });
  process.stdout.write(await response.text());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  process.stdout.write(String(error));
  process.exitCode = 1;
}
