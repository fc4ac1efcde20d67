// Faults in what the compiler writes for some languages, put right in its output.
//
// Each is a fault of the compiler, not of a spec. tests/spec/test_compiled.py tells when one is gone.
const end = '`end`, the name of values of enums, is a word of the language';

export const mends = {
  lua: [{ why: end, pattern: /^( {2})end(?= = )|\.end\b/gm, replacement: '$1["end"]' }],
  nim: [
    { why: end, pattern: /^( {4})end(?= = )|(?<=\.)end\b/gm, replacement: '$1`end`' },
    {
      why: 'the parameter `is_le` has the name of a field that the compiler adds',
      pattern: /( {4}`isLe`\*: bool\n(?: {4}.*\n)*?) {4}isLe: bool\n/g,
      replacement: '$1',
    },
    {
      why: 'the field that the compiler adds is set to false after the parameter',
      pattern: /^ {2}this\.isLe = false\n/gm,
      replacement: '',
    },
    {
      why: '`new`, a value of an enum, hides what makes an object',
      pattern: /^( {2}this = )new\(/gm,
      replacement: '$1system.new(',
    },
    {
      why: 'nothing is written where a type of either endianness has no fields to read',
      pattern: /^(proc read[LB]e\(.*\) =\n)(?=\s*proc )/gm,
      replacement: '$1  discard\n',
    },
  ],
};

/** What the compiler wrote for a language, without the faults but those whose reason is left. */
export const mend = (language, source, leave = '') =>
  (mends[language] ?? [])
    .filter(({ why }) => why !== leave)
    .reduce((text, { pattern, replacement }) => text.replace(pattern, replacement), source);
