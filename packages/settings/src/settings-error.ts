/** EX_CONFIG of sysexits.h. Whoever starts a program again knows by it that the next start would end the same way. */
export const BAD_SETTINGS_EXIT_CODE = 78;

/** Settings that a program cannot start with; the message has a line for each. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly exitCode = BAD_SETTINGS_EXIT_CODE;

  constructor(lines: readonly string[]) {
    super(`cannot start with these settings:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
}
