// Loaded into a server with --import: writes the delays of its event loop since the last SIGUSR2 to BENCH_LOOP_FILE.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 10;
const delays = monitorEventLoopDelay({ resolution });
delays.enable();
let mostBytes = 0;
setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 100).unref();

process.on('SIGUSR2', () => {
  // The timer's own interval is part of what is measured.
  const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution);
  const file = process.env.BENCH_LOOP_FILE;
  const { max } = delays;
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ p50: ms(delays.percentile(50)), p99: ms(delays.percentile(99)), max: ms(max), mostBytes }),
  );
  renameSync(`${file}.new`, file);
  delays.reset();
  mostBytes = process.memoryUsage.rss();
});
