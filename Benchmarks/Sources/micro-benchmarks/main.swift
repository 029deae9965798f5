try StateMapBenchmarks.run()
