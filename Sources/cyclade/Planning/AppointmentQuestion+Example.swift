extension AppointmentQuestion {
    static let example = """
        {
          "pack": {
            "battery_id": "001PB240000003B3C0221953",
            "model_id": "pack-75",
            "latitude_e6": 30274150,
            "longitude_e6": 120155150,
            "mass_g": 450000,
            "energy_wh": 75000,
            "condition": "sound",
            "replacement_model_id": "pack-75",
            "due": "2026-09-28T00:00:00+08:00"
          },
          "sites": [
            {
              "station_id": "hangzhou-1",
              "latitude_e6": 30250000,
              "longitude_e6": 120170000,
              "model_ids": ["pack-75"],
              "hours": [{"opens": "08:00", "closes": "22:00"}],
              "stock": [{"model_id": "pack-75", "packs": 1}],
              "intake": {"packs_per_window": 1, "packs_per_day": 4, "quarantine_bays": 0}
            },
            {
              "station_id": "hangzhou-2",
              "latitude_e6": 30290000,
              "longitude_e6": 120120000,
              "model_ids": ["pack-75"],
              "stock": [{"model_id": "pack-75", "packs": 2}],
              "intake": {"packs_per_window": 1, "packs_per_day": 4, "quarantine_bays": 1}
            }
          ],
          "tariff": {"detour_fen_per_km": 200, "lateness_fen_per_day": 2000},
          "period": {
            "from": "2026-09-21T00:00:00+08:00",
            "until": "2026-10-12T00:00:00+08:00",
            "window_minutes": 60
          },
          "standing": [
            {
              "station_id": "hangzhou-1",
              "from": "2026-09-21T08:00:00+08:00",
              "condition": "sound",
              "replacement_model_id": "pack-75"
            }
          ]
        }
        """
}
