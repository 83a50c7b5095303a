/** `malepunkt demo`: a made-up study to look at, with nothing to configure. */

import { ConfigError, portNumber } from '../config.ts';
import { stopOnSignal } from '../start.ts';
import { print } from './print.ts';

export async function demo(options: { port: string; json: boolean }): Promise<void> {
  const port = portOption(options.port);
  // Loaded here, as no other command needs a mail server.
  const { startDemo } = await import('../demo/run.ts');
  const { asJson, asText } = await import('../demo/what-to-open.ts');
  const cleanup = new AsyncDisposableStack();
  const stop = new AbortController();
  const starting = startDemo({ port, cleanup, stop: stop.signal });
  stopOnSignal(async () => {
    stop.abort();
    await starting.catch(() => undefined);
    await cleanup.disposeAsync();
  });
  try {
    const what = await starting;
    print(options.json ? asJson(what) : asText(what));
  } catch (error) {
    // Stopped while it started: the signal's own handler ends the process.
    if (stop.signal.aborted) return;
    await cleanup.disposeAsync();
    throw error;
  }
}

function portOption(text: string): number {
  try {
    return portNumber(text);
  } catch (error) {
    throw new ConfigError(`--port ${error instanceof Error ? error.message : ''}`);
  }
}
