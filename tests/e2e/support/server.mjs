import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const binary = process.env.KALENDS_BINARY ?? new URL('../../../build/debug/kalends', import.meta.url).pathname;

/** The real executable, on a port and a database of its own. */
export class Server {
  #folder = mkdtempSync(join(tmpdir(), 'kalends-e2e-'));
  #process;
  #log = '';
  url;

  static async start() {
    const server = new Server();
    await server.#run('127.0.0.1:0');
    return server;
  }

  /** At once, as by a power cut. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Again, where it was. */
  async startAgain() {
    await this.#run(new URL(this.url).host);
  }

  /** Ends it, and throws when it did not end well. */
  async stop() {
    const code = this.#process.exitCode === null ? await this.#end('SIGTERM') : 0;
    rmSync(this.#folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${code}:\n${this.#log}`);
  }

  async #run(listen) {
    this.#process = spawn(binary, [
      'serve', '--database', join(this.#folder, 'kalends.db'), '--listen', listen, '--registration-mode', 'open',
      '--password-memory-kib', '8', '--password-passes', '1',
    ], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stderr.on('data', (text) => { this.#log = (this.#log + text).slice(-20_000); });
    this.url = await this.#address();
  }

  #address() {
    return new Promise((resolve, reject) => {
      this.#process.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${this.#log}`)));
      createInterface(this.#process.stdout).on('line', (line) => {
        const found = /^listening on (http:\S+)/.exec(line);
        if (found) resolve(found[1]);
      });
    });
  }

  #end(signal) {
    return new Promise((resolve) => {
      this.#process.once('exit', resolve);
      this.#process.kill(signal);
    });
  }
}
