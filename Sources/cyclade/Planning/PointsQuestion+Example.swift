extension PointsQuestion {
    static let example = """
        {
          "expected": [
            {"latitude_e6": 30274150, "longitude_e6": 120155150, "packs": 40},
            {"latitude_e6": 30180000, "longitude_e6": 120260000, "packs": 25}
          ],
          "candidates": [
            {
              "point_id": "xihu",
              "latitude_e6": 30270000,
              "longitude_e6": 120150000,
              "cost_fen": 20000
            },
            {
              "point_id": "xiaoshan",
              "latitude_e6": 30185000,
              "longitude_e6": 120264000,
              "cost_fen": 20000
            }
          ],
          "sites": [
            {"station_id": "hangzhou-2", "latitude_e6": 30290000, "longitude_e6": 120120000}
          ],
          "count": 2,
          "detour_fen_per_km": 200,
          "reach_m": 50000
        }
        """
}
