import { MESSAGE_VARIABLES } from '@expertbook/contracts';
import fc from 'fast-check';
import type { MessageValues } from './message-template';
import { fillMessage, unknownVariable } from './message-template';

const values = Object.fromEntries(MESSAGE_VARIABLES.map((name) => [name, `<${name}>`])) as MessageValues;

describe('fillMessage', () => {
  it('fills in known variables, with or without spaces', () => {
    expect(fillMessage('Hi {{client_name}}, {{ time }}!', values)).toBe('Hi <client_name>, <time>!');
  });

  it('never reads a value as a variable', () => {
    expect(fillMessage('{{client_name}}', { ...values, client_name: '{{expert_name}}$&' })).toBe(
      '{{expert_name}}$&',
    );
  });
});

describe('unknownVariable', () => {
  it.each(['', 'Hello', 'a {single} brace', '{{date}} and {{ time }}'])('accepts %j', (template) => {
    expect(unknownVariable(template)).toBeNull();
  });

  it.each([
    ['{{password}}', '{{password}}'],
    ['{{constructor}}', '{{constructor}}'],
    ['{{__proto__}}', '{{__proto__}}'],
    ['{{}}', '{{}}'],
    ['{{date', '{{'],
    ['date}}', '}}'],
    ['{{#if date}}', '{{#if date}}'],
    ['{{da\nte}}', '{{'],
  ])('names what is unknown in %j', (template, unknown) => {
    expect(unknownVariable(template)).toBe(unknown);
  });

  it('leaves no double braces of an accepted template after filling in', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('{{', '}}', '{', '}', '{{date}}', '{{ client_name }}', '{{x}}'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const template = parts.join('');
        if (unknownVariable(template) !== null) return;
        expect(fillMessage(template, values)).not.toMatch(/\{\{|\}\}/);
      }),
    );
  });
});
