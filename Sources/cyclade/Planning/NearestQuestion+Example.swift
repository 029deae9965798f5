extension NearestQuestion {
    static let example = """
        {
          "latitude_e6": 30274150,
          "longitude_e6": 120155150,
          "count": 2,
          "need": {
            "model_id": "pack-75",
            "replacement_model_id": "pack-75",
            "open_at": "2026-09-21T09:30:00+08:00",
            "condition": "sound",
            "kind": "station"
          },
          "sites": [
            {
              "station_id": "hangzhou-1",
              "latitude_e6": 30250000,
              "longitude_e6": 120170000,
              "model_ids": ["pack-60", "pack-75"],
              "hours": [
                {
                  "days": ["mon", "tue", "wed", "thu", "fri"],
                  "opens": "08:00",
                  "closes": "22:00"
                },
                {"days": ["sat", "sun"], "opens": "10:00", "closes": "24:00"}
              ],
              "stock": [{"model_id": "pack-75", "packs": 3}]
            },
            {
              "station_id": "hangzhou-2",
              "latitude_e6": 30290000,
              "longitude_e6": 120120000,
              "model_ids": ["pack-75"],
              "stock": [{"model_id": "pack-75", "packs": 1}]
            },
            {
              "point_id": "xihu",
              "latitude_e6": 30270000,
              "longitude_e6": 120150000,
              "model_ids": ["pack-75"]
            }
          ],
          "detour_permille": 1300
        }
        """
}
