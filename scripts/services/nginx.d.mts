export interface NginxOptions {
  program: string;
  url: string;
  main?: string;
  events?: string;
  http: string;
  prepare?: (directory: string) => Promise<unknown>;
}

export function startNginx(options: NginxOptions): Promise<{ url: string; stop(): Promise<void> }>;
