import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { VendorApi } from './calls/vendor-api.js';
import { CATALOG } from './catalog/catalog.js';
import { ConnectorsService } from './connectors.service.js';
import { CONNECTORS } from './connectors.token.js';
import type { Connector } from './contract/connector.js';
import { ConnectorsOptions } from './contract/connectors-options.js';
import { Schemes } from './schemes/schemes.js';
import { TokenEndpoint } from './wire/token-endpoint.js';
import { VendorConnections } from './wire/vendor-connections.js';
import { VendorHttp } from './wire/vendor-http.js';

export type ConnectorsOptionsFactory = Pick<FactoryProvider<ConnectorsOptions>, 'inject' | 'useFactory'> &
  Pick<DynamicModule, 'imports'>;

/** The wing of the connectors. It needs a global `Clock`. */
@Module({})
export class ConnectorsModule {
  static forRoot(options: ConnectorsOptions): DynamicModule {
    return build({ provide: ConnectorsOptions, useValue: options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: ConnectorsOptionsFactory): DynamicModule {
    return { ...build({ provide: ConnectorsOptions, inject, useFactory }), imports };
  }
}

function build(options: Provider): DynamicModule {
  return {
    module: ConnectorsModule,
    global: true,
    providers: [
      options,
      ...CATALOG,
      { provide: CONNECTORS, inject: [...CATALOG], useFactory: (...connectors: Connector[]) => connectors },
      VendorConnections,
      VendorHttp,
      TokenEndpoint,
      Schemes,
      VendorApi,
      ConnectorsService,
    ],
    exports: [ConnectorsService],
  };
}
