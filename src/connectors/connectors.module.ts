import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { VendorApi } from './calls/vendor-api.js';
import { CATALOG } from './catalog/catalog.js';
import { connectorTwice } from './connectors.errors.js';
import { ConnectorsService } from './connectors.service.js';
import { CONNECTORS } from './connectors.token.js';
import type { Connector } from './contract/connector.js';
import { ConnectorsOptions } from './contract/connectors-options.js';
import { Schemes } from './schemes/schemes.js';
import { IssuerMetadata } from './wire/token/issuer-metadata.js';
import { SignedTokenEndpoint } from './wire/token/signed-token-endpoint.js';
import { TokenEndpoint } from './wire/token-endpoint.js';
import { VendorConnections } from './wire/vendor-connections.js';
import { VendorHttp } from './wire/vendor-http.js';

export interface ConnectorsOptionsFactory
  extends Pick<FactoryProvider<ConnectorsOptions>, 'inject' | 'useFactory'>,
    Pick<DynamicModule, 'imports'> {
  /** Of the embedding program, besides the catalogue. */
  readonly connectors?: readonly Connector[];
}

/** The wing of the connectors. It needs a global `Clock`. */
@Module({})
export class ConnectorsModule {
  static forRoot(options: ConnectorsOptions): DynamicModule {
    return build({ provide: ConnectorsOptions, useValue: options }, []);
  }

  static forRootAsync({ imports = [], inject = [], useFactory, connectors }: ConnectorsOptionsFactory): DynamicModule {
    return { ...build({ provide: ConnectorsOptions, inject, useFactory }, connectors ?? []), imports };
  }
}

function build(options: Provider, added: readonly Connector[]): DynamicModule {
  return {
    module: ConnectorsModule,
    global: true,
    providers: [
      options,
      ...CATALOG,
      { provide: CONNECTORS, inject: [...CATALOG], useFactory: (...own: Connector[]) => eachOnce([...own, ...added]) },
      VendorConnections,
      VendorHttp,
      TokenEndpoint,
      SignedTokenEndpoint,
      IssuerMetadata,
      Schemes,
      VendorApi,
      ConnectorsService,
    ],
    exports: [ConnectorsService],
  };
}

/** A second one with the same key would silently take the first one's tokens over. @throws BrokerError `connector-twice` */
function eachOnce(connectors: readonly Connector[]): readonly Connector[] {
  const keys = connectors.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw connectorTwice(twice);
  return connectors;
}
