// The one thing that is not mutated: sentences for people. A text is one when it holds a blank; names, tags, kinds and
// routes hold none. In a template only plain values may stand, so that no decision hides in a sentence.

const isValue = (node) => node.type === 'Identifier' || node.type === 'MemberExpression';

const isSentence = ({ node }) => {
  if (node.type === 'StringLiteral') return node.value.includes(' ');
  if (node.type !== 'TemplateLiteral') return false;
  return node.quasis.some(({ value }) => value.raw.includes(' ')) && node.expressions.every(isValue);
};

/** Read by Stryker: a plugin of the kind that says what to leave out, and why. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'sentences',
    value: { shouldIgnore: (path) => (isSentence(path) ? 'a sentence for people' : undefined) },
  },
];
