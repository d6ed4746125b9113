import { z } from 'zod';
import { blockId } from './composition.ts';
import { richText } from './rich-text.ts';

const rawCells = [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1).optional() }),
] as const;
const cell = z.discriminatedUnion('type', [...rawCells, richText]);

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

const point = z.strictObject({ label: z.string().min(1).max(20), value: z.number() });
const series = z
  .array(z.strictObject({ name: z.string().min(1).max(20), data: z.array(point).min(1) }))
  .min(1)
  .max(6);
const axis_config = z
  .strictObject({
    categories: z.array(z.string().min(1).max(20)).min(1),
    x_label: z.string().optional(),
    y_label: z.string().optional(),
  })
  .optional();

/** Slack's chart block, of June 2026. */
export const chart = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('pie'),
      segments: z
        .array(point.extend({ value: z.number().positive() }))
        .min(1)
        .max(6),
    }),
    ...(['bar', 'line', 'area'] as const).map((type) =>
      z.strictObject({ type: z.literal(type), series, axis_config }),
    ),
  ]),
});

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: blockId,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(101),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).max(19).optional(),
  })
  .superRefine((block, refinement) => {
    const width = block.rows[0]?.length;
    block.rows.forEach((row, index) => {
      if (row.length !== width)
        refinement.addIssue({
          code: 'custom',
          message: 'all rows must have the same number of cells',
          path: ['rows', index],
        });
    });
    block.rows[0]?.forEach((first, index) => {
      if (first.type === 'rich_text')
        refinement.addIssue({
          code: 'custom',
          message: 'the header row must not hold rich_text',
          path: ['rows', 0, index],
        });
    });
  });
