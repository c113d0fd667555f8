/**
 * Which part may import which. Dependencies point one way: tools → apps → libs; libraries with I/O → contracts → kernel;
 * domain → kernel.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'kernel-stands-alone',
      comment: 'Everything depends on the kernel, so it depends on nothing, not even on Node.',
      severity: 'error',
      from: { path: 'libs/kernel/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: 'libs/kernel/src' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Deciders know the kernel only: no framework, no I/O, no clock.',
      severity: 'error',
      from: { path: 'libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: 'libs/(domain|kernel)/src' },
    },
    {
      name: 'contracts-know-the-kernel-only',
      comment: 'Whoever reads an event needs its contract, and nothing that made it.',
      severity: 'error',
      from: { path: 'libs/contracts/src', pathNot: '\\.spec\\.ts$' },
      to: { path: 'libs/', pathNot: 'libs/(contracts|kernel)/' },
    },
    {
      name: 'the-ledger-knows-no-domain',
      comment:
        'The log, the bus and the projections carry every event alike; what it means is for the services to know.',
      severity: 'error',
      from: { path: 'libs/(event-store|messaging|projections|nest-kit)/src', pathNot: '\\.spec\\.ts$' },
      to: { path: 'libs/(domain|iso20022|epcis|reference-data)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-do-not-know-apps',
      severity: 'error',
      from: { path: 'libs/' },
      to: { path: 'apps/' },
    },
    {
      name: 'apps-do-not-know-each-other',
      severity: 'error',
      from: { path: 'apps/([^/]+)/' },
      to: { path: 'apps/', pathNot: 'apps/$1/' },
    },
    {
      name: 'the-product-does-not-know-tools',
      comment:
        'What starts, fills and measures the ledger, and the packages that it brings along, are no part of it.',
      severity: 'error',
      from: { path: '(apps|libs)/' },
      to: { path: '^tools/' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@corridor/source', 'import', 'node', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
