import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Configuration } from '../../kernel/configuration.js';
import { DataFileLock } from './connection/data-file-lock.js';
import { dataSourceOptions } from './connection/data-source-options.js';
import { openDataSource } from './connection/open-data-source.js';
import { Database } from './database.js';
import { Facts } from './facts/facts.js';
import { NotificationListener } from './notices/notification-listener.js';
import { Notifications } from './notices/notifications.js';

@Module({
  providers: [
    {
      provide: DataFileLock,
      inject: [Configuration],
      useFactory: (configuration: Configuration) =>
        configuration.databaseUrl ? DataFileLock.notNeeded() : DataFileLock.take(configuration.dataFolder),
    },
  ],
  exports: [DataFileLock],
})
class DataFileModule {}

/** Storage for every room: the connection, the write queue, the migrations. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      imports: [DataFileModule],
      inject: [Configuration, DataFileLock],
      useFactory: (configuration: Configuration) => ({
        ...dataSourceOptions(configuration),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
      dataSourceFactory: async (options) => openDataSource(options as DataSourceOptions),
    }),
  ],
  providers: [Database, Facts, NotificationListener, Notifications],
  exports: [Database, Facts, Notifications],
})
export class DatabaseModule {
  /** Registers a room's entities; the room's module imports it. */
  static forFeature(entities: readonly (new () => object)[]): DynamicModule {
    return TypeOrmModule.forFeature([...entities]);
  }
}
