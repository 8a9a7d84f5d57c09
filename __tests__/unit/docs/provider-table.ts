// The table of docs/spec.md that tells each provider's fields, as the code knows them.
import { PROVIDERS } from '../../../src/model/providers.ts';
import { type BackendField, PROVIDER_IDS, PROVIDER_SPECS } from '../../../src/spec/providers.ts';

function fieldText(field: BackendField): string {
  const marks = [field.required ? '' : 'optional', field.secret ? 'secret' : ''].filter((mark) => mark !== '');
  return `\`${field.name}\`${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}

/** Markdown: one row a provider, in the order of the code; optional and secret fields are marked. */
export function providerTable(): string {
  const rows = PROVIDER_IDS.map((id) => {
    const { fields, names } = PROVIDER_SPECS[id];
    const also = names.map((name) => `\`${name}\``).join(', ');
    const shown = PROVIDER_SPECS[id].hosts ? '`hosts`' : fields.map(fieldText).join(', ');
    return `| \`${id}\` | ${also} | ${shown} | ${PROVIDERS[id].cloudInit ? 'yes' : 'no'} |`;
  });
  return ['| Provider | Also called | Fields | cloud-init |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A table without the padding that makes its columns straight, to compare two of them. */
export function plainTable(table: string): string {
  return table
    .trim()
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---');
}
