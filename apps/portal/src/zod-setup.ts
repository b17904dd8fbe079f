import * as z from 'zod';

// Zod would otherwise compile parsers with `new Function`, which the content security policy refuses. A script of its own,
// before the main one: inside the main bundle the contracts' chunk may run first, and a schema reads this when it is made.
z.config({ jitless: true });
