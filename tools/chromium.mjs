// A page in a headless Chromium, by its DevTools protocol over a pipe: no package is needed.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Sends commands and gives promises of their results; `happens` waits for the next such event. */
const connect = (child) => {
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  const events = new EventEmitter();
  let text = '';
  let number = 0;
  output.setEncoding('utf8');
  output.on('data', (piece) => {
    const messages = (text + piece).split('\0');
    text = messages.pop();
    for (const { id, method, result, error } of messages.map((each) => JSON.parse(each))) {
      if (method) {
        events.emit(method);
        continue;
      }
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      (error ? reject : resolve)?.(error ? new Error(error.message) : result);
    }
  });
  child.once('exit', () => {
    waiting.forEach(({ reject }) => reject(new Error('Chromium ended')));
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      input.write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
    });
  return { send, happens: (method) => once(events, method) };
};

/** Opens a page, given as its text. */
export const openPage = async (program, html) => {
  const folder = mkdtempSync(join(tmpdir(), 'xenstream-page-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const rootless = process.getuid() !== 0; // Chromium's sandbox does not work for root
  const child = spawn(
    program,
    [
      '--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
      '--disable-background-networking', '--remote-debugging-pipe',
      `--user-data-dir=${join(folder, 'profile')}`, '--window-size=1100,1300',
      ...(rootless ? [] : ['--no-sandbox']),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((done) => child.once('exit', done));
  const { send, happens } = connect(child);
  const close = async () => {
    await send('Browser.close').catch(() => child.kill());
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', {
      expression, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  await call('Page.enable');
  const loaded = happens('Page.loadEventFired');
  await call('Page.navigate', { url: pathToFileURL(file).href });
  await loaded;
  return {
    evaluate,
    close,
    async choose(selector, path) {
      const { root } = await call('DOM.getDocument');
      const { nodeId } = await call('DOM.querySelector', { nodeId: root.nodeId, selector });
      await call('DOM.setFileInputFiles', { nodeId, files: [absolute(path)] });
    },
    /** Of the whole page, also where it is longer than the window. */
    async screenshot(path) {
      const { cssContentSize } = await call('Page.getLayoutMetrics');
      const { data } = await call('Page.captureScreenshot', {
        format: 'png', captureBeyondViewport: true, clip: { ...cssContentSize, scale: 1 },
      });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    /** The peak of the resident octets of the process that runs the page. */
    async memory() {
      const { processInfo } = await send('SystemInfo.getProcessInfo');
      const peaks = processInfo
        .filter(({ type }) => type === 'renderer')
        .map(({ id }) => readFileSync(`/proc/${id}/status`, 'utf8').match(/VmHWM:\s+(\d+)/));
      return Math.max(...peaks.map((found) => Number(found[1]) * 1024));
    },
  };
};
