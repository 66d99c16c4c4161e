import { z } from 'zod';
import { daySchema } from '../paper.ts';

/** The filters of a search as notes keep them. */
export const filtersSchema = z.object({
  since: z.exactOptional(daySchema),
  until: z.exactOptional(daySchema),
  authors: z.exactOptional(z.array(z.string())),
  minVotes: z.exactOptional(z.number()),
  maxVotes: z.exactOptional(z.number()),
  title: z.exactOptional(z.string()),
});
