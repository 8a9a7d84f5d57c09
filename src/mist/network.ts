// What the transport asks of a network. Two keep it: direct sockets, and undici where a proxy stands in between.

/** One request, complete: headers are final, the body is text that is sent as it is. */
export type Outgoing = {
  readonly method: string;
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** The beginning of an answer; header names are lower case. Reading `body` to its end frees the connection. */
export type Incoming = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
};

/** Connections to one server. Nothing is sent twice, redirected or limited in time here. */
export type Network = {
  /**
   * Sends once. `markSent` is called when a connection stands (TLS done) and before the first byte, at most once; when
   * it answers false, or `stop` has aborted by then, nothing is written. Throws errors of sockets, TLS or undici.
   */
  exchange(request: Outgoing, stop: AbortSignal, markSent: () => boolean): Promise<Incoming>;
  /** Drops all connections, so that the process can end. */
  close(): Promise<void>;
};
