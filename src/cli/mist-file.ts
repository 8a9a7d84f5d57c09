// `~/.mist`: where the command line tools of Mist have kept server and account since 2014.

export type MistFile = {
  readonly url: string | null;
  readonly email: string | null;
  readonly password: string | null;
  readonly token: string | null;
};

/**
 * Reads the file's INI text: `mist_uri` under `[mist.io]`; `email`, `password`, `api_token` under `[mist.credentials]`
 * (written by mist.client). What is missing or blank is null; everything else in it is ignored.
 */
export function readMistFile(text: string): MistFile {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(line);
    if (head?.[1] !== undefined) section = head[1].trim();
    const pair = /^\s*([A-Za-z_]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (!head && pair?.[1] !== undefined && pair[2] !== undefined) values.set(`${section}/${pair[1]}`, pair[2]);
  }
  const take = (key: string): string | null => values.get(key) || null;
  return {
    url: take('mist.io/mist_uri'),
    email: take('mist.credentials/email'),
    password: take('mist.credentials/password'),
    token: take('mist.credentials/api_token'),
  };
}
