import type { Rule } from 'eslint';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse']);
const MARKS = new Set(['Allow', 'AllowAnyone', 'AllowSignedIn']);

interface Decorator {
  readonly expression: { readonly callee?: { readonly name?: string } };
}

const nameOf = (decorator: Decorator): string => decorator.expression.callee?.name ?? '';

/** A route that does not say who may call it fails here, before the guard refuses it at run time. */
export const sayWhoMay: Rule.RuleModule = {
  meta: {
    type: 'problem',
    messages: { unmarked: 'Say who may call this route: @Allow(…), @AllowSignedIn() or @AllowAnyone().' },
    schema: [],
  },
  create: (context) => ({
    MethodDefinition(node) {
      const names = ((node as { decorators?: Decorator[] }).decorators ?? []).map(nameOf);
      const isRoute = names.some((name) => ROUTES.has(name));
      const isMarked = names.some((name) => MARKS.has(name));
      if (isRoute && !isMarked) context.report({ node, messageId: 'unmarked' });
    },
  }),
};
