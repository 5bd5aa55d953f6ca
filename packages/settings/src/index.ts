export { withEnvFile, withSettings, type Environment } from './environment.js';
export { readSettings, settingsOrExit } from './read-settings.js';
export { BAD_SETTINGS_EXIT_CODE, SettingsError } from './settings-error.js';
