import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { OwnConnectorRow } from './own-connector.entity.js';
import { OwnConnectorContents } from './own-connector-contents.js';
import { OwnConnectorRecords } from './own-connector-records.js';
import { OwnConnectorUsers } from './own-connector-users.js';
import { OwnConnectorsController } from './own-connectors.controller.js';
import { OwnConnectorsRepository } from './own-connectors.repository.js';
import { OwnConnectorsService } from './own-connectors.service.js';

/** Connectors that a company describes as data. */
@Module({
  imports: [DatabaseModule.forFeature([OwnConnectorRow])],
  controllers: [OwnConnectorsController],
  providers: [
    OwnConnectorUsers,
    OwnConnectorsRepository,
    OwnConnectorRecords,
    OwnConnectorsService,
    OwnConnectorContents,
  ],
  exports: [OwnConnectorsService, OwnConnectorUsers],
})
export class OwnConnectorsModule {}
