/** The commands of a MULTI, and what runs them once it is known where. */
export interface Recorded {
  commands: readonly { command: string; args: readonly unknown[] }[];
  /** Adds them to a real MULTI and executes that. */
  run(multi: object): Promise<unknown>;
}

/**
 * Stands for a MULTI whose node is not known before its first key. It takes commands in a chain; one of its `exec` functions runs
 * what was recorded.
 */
export function recordMulti(run: (recorded: Recorded) => Promise<unknown>): object {
  const commands: { command: string; args: readonly unknown[] }[] = [];
  const recorder: object = new Proxy(
    {},
    {
      get(_, property): unknown {
        if (typeof property !== 'string' || property === 'then') return undefined;
        if (property.startsWith('exec'))
          return (...args: readonly unknown[]) =>
            run({
              commands,
              async run(multi) {
                for (const { command, args: given } of commands) call(multi, command, given);
                return call(multi, property, args);
              },
            });
        return (...args: readonly unknown[]) => {
          commands.push({ command: property, args });
          return recorder;
        };
      },
    },
  );
  return recorder;
}

function call(multi: object, name: string, args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(multi, name);
  if (typeof method !== 'function') throw new TypeError(`a MULTI has no ${name}`);
  return Reflect.apply(method, multi, args);
}
