const receiving = require('./receiving.cjs');

receiving({
  ...require('@simotel-hooks/core'),
  ...require('@simotel-hooks/core/calls'),
  ...require('@simotel-hooks/core/fetch'),
  ...require('@simotel-hooks/core/node'),
}).then((report) => console.log(JSON.stringify(report)));
