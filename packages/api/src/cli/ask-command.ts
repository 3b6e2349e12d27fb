import type { Answer } from '@askwell/contract';
import type { Command } from 'commander';
import { createApiClient, type GlobalOptions } from './api-client.js';

export function addAskCommand(program: Command): void {
  program
    .command('ask')
    .description('ask the knowledge base a question')
    .argument('<question>')
    .action(async (question: string, _options: unknown, command: Command) => {
      const client = await createApiClient(command, 'secret');
      const answer = await client.call<Answer>('POST', '/v1/answers', { question });
      console.log(command.optsWithGlobals<GlobalOptions>().json ? JSON.stringify(answer) : toText(answer));
    });
}

function toText(answer: Answer): string {
  const lines = [answer.text];
  if (answer.citations.length > 0) lines.push('');
  for (const citation of answer.citations) {
    const source = answer.sources.find((candidate) => candidate.id === citation.sourceId);
    const place = [source?.title, ...citation.headingPath].filter((part, index, all) => part !== all[index - 1]).join(' › ');
    lines.push(`[${citation.number}] ${place}${source?.url ? `  ${source.url}` : ''}`);
  }
  return lines.join('\n');
}
