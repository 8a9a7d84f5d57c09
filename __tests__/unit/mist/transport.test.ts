// What only real sockets can show: the moment of sending, broken answers, deadlines, cancellation.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { MistConnection } from '../../../src/mist/connect.ts';
import type { Network } from '../../../src/mist/network.ts';
import { ApiError, CancelledError, TransportError } from '../../../src/model/errors.ts';
import { isMistId, type MistId } from '../../../src/model/observed.ts';
import { connectTo, httpAnswer, NETWORKS, type RawServer, rawServer, TOKEN } from '../../fakes/live-mist.ts';
import { jumpingClock } from '../../fakes/mist-answers.ts';

function id(text: string): MistId {
  if (!isMistId(text)) throw new Error('not an id');
  return text;
}

const ID = id('0123456789abcdef0123456789abcdef');
describe.each(NETWORKS)('over %s', (_network, openNetwork) => {
  const open: { server?: RawServer; network?: Network } = {};

  afterEach(async () => {
    await open.network?.close();
    await open.server?.stop();
    delete open.network;
    delete open.server;
  });

  function connected(url: string, more: Parameters<typeof connectTo>[1] = {}): MistConnection {
    const network = openNetwork(url);
    open.network = network;
    return connectTo(url, { ...more, network });
  }

  async function against(
    serve: Parameters<typeof rawServer>[0],
    more: Parameters<typeof connectTo>[1] = {},
  ): Promise<{ mist: MistConnection; server: RawServer }> {
    const server = await rawServer(serve);
    open.server = server;
    return { mist: connected(server.url, more), server };
  }

  /** Sends a destroy and tells what came of it. */
  async function destroy(mist: MistConnection): Promise<{ error: unknown; calls: number }> {
    let calls = 0;
    const error = await mist.writer
      .destroyMachine(ID, () => {
        calls += 1;
      })
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    return { error, calls };
  }

  describe('the moment of sending', () => {
    test('onSent is called before the first byte arrives, and once', async () => {
      const seen: string[] = [];
      const { mist, server } = await against((socket) => {
        socket.on('data', () => {
          seen.push('bytes');
          socket.write(httpAnswer('OK', 'HTTP/1.1 200 OK\r\ncontent-type: text/html'));
        });
      });
      await mist.writer.destroyMachine(ID, () => {
        expect(server.received.join('')).toBe('');
        seen.push('sent');
      });
      expect(seen).toEqual(['sent', 'bytes']);
    });

    test('a port that refuses: not sent', async () => {
      const { mist, server } = await against(() => undefined);
      await server.stop();
      delete open.server;
      const { error, calls } = await destroy(mist);
      expect(error).toMatchObject({ sent: false, message: expect.stringContaining('refused') });
      expect(calls).toBe(0);
    });

    test('a name that does not resolve: not sent', async () => {
      const { error, calls } = await destroy(connected('https://mist.invalid'));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toMatchObject({ sent: false });
      expect(calls).toBe(0);
    });

    test('a server that closes before TLS is done: not sent', async () => {
      const { server } = await against((socket) => socket.on('data', () => socket.destroy()));
      await open.network?.close();
      const { error, calls } = await destroy(connected(`https://127.0.0.1:${server.port}`));
      expect(error).toMatchObject({ sent: false });
      expect(calls).toBe(0);
      expect(server.received.join('')).not.toContain(TOKEN);
    });

    test('a reset after the request has arrived: sent', async () => {
      const { mist, server } = await against((socket) => socket.on('data', () => socket.resetAndDestroy()));
      const { error, calls } = await destroy(mist);
      expect(error).toMatchObject({ sent: true });
      expect(calls).toBe(1);
      expect(server.received).toHaveLength(1);
    });

    test('a write that is lost is never sent again', async () => {
      const { mist, server } = await against((socket) => socket.on('data', () => socket.end()));
      const { error, calls } = await destroy(mist);
      expect(error).toMatchObject({ sent: true });
      expect([calls, server.received.length]).toEqual([1, 1]);
    });

    test('a kept connection that the server closed meanwhile leads to at most one arrival', async () => {
      let answered = 0;
      const { mist, server } = await against((socket) => {
        socket.on('data', () => {
          answered += 1;
          socket.end(httpAnswer('OK', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: keep-alive'));
        });
      });
      const first = await destroy(mist);
      const second = await destroy(mist);
      expect(first).toEqual({ error: null, calls: 1 });
      expect(second.calls).toBe(1);
      expect(answered).toBeLessThanOrEqual(2);
      expect(server.received.every((text) => text.split('POST ').length <= 2)).toBe(true);
    });

    test('when onSent throws, its error is passed on and no byte leaves', async () => {
      const { mist, server } = await against(() => undefined);
      const full = new Error('no space left');
      const work = mist.writer.destroyMachine(ID, () => {
        throw full;
      });
      await expect(work).rejects.toBe(full);
      expect(server.received.join('')).toBe('');
    });
  });

  describe('deadlines and cancellation', () => {
    const silent = (): void => undefined;

    test.each([
      ['no headers', silent],
      ['half a header', (socket) => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nconte'))],
      [
        'a body that stalls',
        (socket) =>
          socket.on('data', () =>
            socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\nO'),
          ),
      ],
    ] satisfies [string, Parameters<typeof rawServer>[0]][])('%s: the deadline ends it, sent', async (_, serve) => {
      const clock = jumpingClock();
      const fire: (() => void)[] = [];
      const { mist, server } = await against(serve, {
        clock: { ...clock, sleep: () => new Promise((resolve) => fire.push(resolve)) },
      });
      const work = destroy(mist);
      while (server.received.join('') === '') await new Promise((resolve) => setImmediate(resolve));
      for (const end of fire) end();
      const { error } = await work;
      expect(error).toMatchObject({ sent: true, message: expect.stringContaining('within 90 s') });
    });

    test('a signal ends a request in flight', async () => {
      const stop = new AbortController();
      const { mist, server } = await against(silent, { signal: stop.signal });
      const work = destroy(mist);
      while (server.received.join('') === '') await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      expect((await work).error).toBeInstanceOf(CancelledError);
    });

    test('after the signal nothing is sent at all', async () => {
      const { mist, server } = await against(silent, { signal: AbortSignal.abort() });
      const { error, calls } = await destroy(mist);
      expect(error).toBeInstanceOf(CancelledError);
      expect([calls, server.received.length]).toEqual([0, 0]);
    });

    test('a signal while connecting: over at once, and a connection that comes about all the same carries nothing', async () => {
      const stop = new AbortController();
      const { mist, server } = await against(silent, { signal: stop.signal });
      const work = destroy(mist);
      stop.abort();
      const { error, calls } = await work;
      expect(error).toBeInstanceOf(CancelledError);
      for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(calls).toBe(0);
      expect(server.received.join('')).toBe('');
    });
  });

  describe('answers that are broken', () => {
    test('a body cut short is tried again, and never taken for the whole', async () => {
      const { mist, server } = await against((socket) =>
        socket.on('data', () =>
          socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n[]'),
        ),
      );
      await expect(mist.reader.clouds()).rejects.toBeInstanceOf(TransportError);
      expect(server.received).toHaveLength(3);
    });

    test('an answer of more than 8 MiB is cut off', async () => {
      const { mist } = await against((socket) =>
        socket.on('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[');
          const chunk = '1,'.repeat(512 * 1024);
          for (let sent = 0; sent < 10 && !socket.destroyed; sent += 1) socket.write(chunk);
        }),
      );
      const work = mist.reader.clouds();
      await expect(work).rejects.toBeInstanceOf(ApiError);
      await expect(work).rejects.toThrow('larger than 8 MiB');
    });

    test('something that is not HTTP', async () => {
      const { mist } = await against((socket) => socket.on('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
      const { error } = await destroy(mist);
      expect(error).toMatchObject({ sent: true });
      expect(error).toBeInstanceOf(TransportError);
    });
  });

  test('the Date header gives the server clock', async () => {
    const at = Date.now() - 3_600_000;
    const { mist } = await against((socket) =>
      socket.on('data', () =>
        socket.write(
          httpAnswer('[]', `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ndate: ${new Date(at).toUTCString()}`),
        ),
      ),
    );
    expect(mist.reader.serverClockOffsetMs()).toBe(0);
    const { serverTime } = await mist.reader.liveMachines(ID);
    expect(serverTime).toBe(Math.floor(at / 1000) * 1000);
    expect(Math.abs(mist.reader.serverClockOffsetMs() + 3_600_000)).toBeLessThan(5000);
  });
});
