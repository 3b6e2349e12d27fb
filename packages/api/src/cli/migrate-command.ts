import type { Command } from 'commander';
import { readEnvironment } from '../env.js';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database’s schema up to date (serve does it too)')
    .action(async () => {
      const env = readEnvironment(process.env);
      const { migrate, openDatabase } = await import('../db/index.js');
      const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.ASKWELL_DATA_DIR });
      try {
        await migrate(database);
      } finally {
        await database.close();
      }
      console.log(program.opts<{ json: boolean }>().json ? JSON.stringify({ status: 'ok' }) : 'The schema is up to date.');
    });
}
