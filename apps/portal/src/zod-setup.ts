import * as z from 'zod';

// Zod would otherwise compile parsers with `new Function`, which the content security policy refuses.
z.config({ jitless: true });
