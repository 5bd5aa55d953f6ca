export { strangersIn, withEnvFile, withSettings, type Environment } from './environment.js';
export { endWhenOutputIsLost, whenOutputIsLost } from './lost-output.js';
export { readSettings, settingsOrExit } from './read-settings.js';
export { BAD_SETTINGS_EXIT_CODE, SettingsError } from './settings-error.js';
