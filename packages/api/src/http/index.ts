export { createHttpApp, type HttpApp, type HttpOptions } from './create-http-app.js';
export { createStartingApp, type StartingAppOptions } from './create-starting-app.js';
export { loadPublicFiles, type PublicFiles } from './public-files.js';
export { configFileSchema, createConfigFileSchema, type ConfigFile, type JsonSchema } from './schemas/config-file.js';
export type { PublicPagesOptions } from './routes/public-pages.js';
export { openWidgetReleases, type WidgetReleases } from './widget-releases.js';
