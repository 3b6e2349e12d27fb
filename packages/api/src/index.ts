export { readEnvironment, EnvironmentError, type Environment } from './env.js';
export { startServer, type Server, type ServerOptions } from './server.js';
