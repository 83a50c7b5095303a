/** What accounts can be: each role sees its own part of the house. */

export const staffRoles = ['admin', 'coordinator', 'keyer', 'researcher'] as const;

export type StaffRole = (typeof staffRoles)[number];
