/**
 * Who may import whom, in two dimensions. `type:` says what a project is for; `runtime:` says where it runs: what the
 * workflow sandbox or a browser executes can reach only what runs anywhere.
 */
export const BOUNDARIES = {
  enforceBuildableLibDependency: false,
  banTransitiveDependencies: true,
  checkNestedExternalImports: false,
  allow: [],
  depConstraints: [
    {
      sourceTag: 'type:app',
      onlyDependOnLibsWithTags: [
        'type:feature',
        'type:data',
        'type:ui',
        'type:contract',
        'type:util',
        'type:tool',
      ],
    },
    {
      sourceTag: 'type:tool',
      onlyDependOnLibsWithTags: [
        'type:feature',
        'type:data',
        'type:ui',
        'type:contract',
        'type:util',
        'type:tool',
        'type:app',
      ],
    },
    {
      sourceTag: 'type:feature',
      onlyDependOnLibsWithTags: ['type:data', 'type:ui', 'type:contract', 'type:util'],
    },
    { sourceTag: 'type:data', onlyDependOnLibsWithTags: ['type:data', 'type:contract', 'type:util'] },
    { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:ui', 'type:contract', 'type:util'] },
    { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract', 'type:util'] },
    { sourceTag: 'type:util', onlyDependOnLibsWithTags: ['type:util'] },
    {
      sourceTag: 'runtime:node',
      onlyDependOnLibsWithTags: ['runtime:node', 'runtime:sandbox', 'runtime:any'],
    },
    { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:browser', 'runtime:any'] },
    {
      sourceTag: 'runtime:sandbox',
      onlyDependOnLibsWithTags: ['runtime:sandbox', 'runtime:any'],
      bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'graphile-worker', 'zod'],
    },
    {
      sourceTag: 'runtime:any',
      onlyDependOnLibsWithTags: ['runtime:any'],
      bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', '@temporalio/*', '@angular/*'],
    },
  ],
};
