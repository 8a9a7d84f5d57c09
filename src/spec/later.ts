// Fields of the language whose features come later: known to editors, refused in a spec.
import type { z } from 'zod';
import { Form, ODD, type Shape, schemasOf, type Zod } from './form.ts';

/** Of schemas that take anything: what an editor should offer and accept in their place. */
export const EDITOR_FORMS = new WeakMap<object, z.ZodType>();

/**
 * A field of the language whose feature comes later: present in the text, it is refused with that reason. `later` is what
 * it will take, for the published schema.
 */
export function notYet(what: string, later: Form<unknown>): Form<never> {
  const zod = (z: Zod): z.ZodType => {
    const field = z.unknown().superRefine((_value, context) => {
      context.addIssue({ code: 'custom', input: undefined, message: `is not built yet: ${what}` });
    });
    EDITOR_FORMS.set(field, later.zod(z));
    return field;
  };
  return new Form<never>(() => ODD, zod, false);
}

/** A map of some fields, for editors only. */
export function laterFields(shape: Shape): Form<unknown> {
  return new Form<unknown>(
    () => ODD,
    (z) => z.object(schemasOf(shape, z)),
    false,
  );
}
