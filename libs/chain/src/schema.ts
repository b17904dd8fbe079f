export { languageJsonSchema } from './language/json-schema.ts';
