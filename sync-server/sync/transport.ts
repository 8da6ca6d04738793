/** A socket as the sync core sees it: a WebSocket in the server, a scripted link in the simulation. */
export interface Transport {
  /** One binary WebSocket message, never changed afterwards. Never throws; on a closed socket it does nothing. */
  send(message: Uint8Array): void
  /** Ends the socket; nothing is sent after it. */
  close(code: number, reason: string): void
  /** Bytes handed over that the peer has not taken yet. */
  bufferedBytes(): number
}

/** What the transport calls. */
export interface Endpoint {
  receive(message: Uint8Array): void
  /** The socket is gone, whoever ended it. */
  gone(): void
}
