// The binary forms of RFC 4251 section 5 that SSH keys are written in.

/** A 32-bit number, most significant byte first. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Length, then the bytes; text as UTF-8. */
export function sshString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** A positive integer given as unsigned big-endian bytes: shortest form, with a zero byte where the top bit is set. */
export function mpint(value: Buffer): Buffer {
  const start = value.findIndex((byte) => byte !== 0);
  if (start === -1) return sshString('');
  const digits = value.subarray(start);
  return sshString((digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

/** The first string of a key blob, which names its kind; null when the blob is too short to hold it. */
export function blobKind(blob: Buffer): string | null {
  if (blob.length < 4) return null;
  const end = 4 + blob.readUInt32BE(0);
  return end > blob.length ? null : blob.toString('latin1', 4, end);
}
