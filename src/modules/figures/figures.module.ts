import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { FigureEntity } from './figure.entity.js';
import { FigureCharts } from './figure-charts.js';
import { FigureRows } from './figure-rows.js';
import { FiguresController } from './figures.controller.js';
import { Figures } from './figures.js';

/** What happened to a tenant's access tokens, as numbers over time. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([FigureEntity])],
  controllers: [FiguresController],
  providers: [FigureRows, Figures, FigureCharts],
  exports: [Figures],
})
export class FiguresModule {}
