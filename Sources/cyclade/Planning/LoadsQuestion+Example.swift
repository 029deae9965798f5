extension LoadsQuestion {
    static let example = """
        {
          "packs": [
            {
              "battery_id": "001PB240000003B3C0221953",
              "model_id": "pack-75",
              "station_id": "hangzhou-1",
              "ready_at": "2026-09-21T09:00:00+08:00",
              "mass_g": 450000,
              "energy_wh": 75000,
              "condition": "sound"
            },
            {
              "battery_id": "ENROL-0000000000000001",
              "model_id": "pack-75",
              "point_id": "xihu",
              "ready_at": "2026-09-21T10:00:00+08:00",
              "mass_g": 450000,
              "energy_wh": 75000,
              "condition": "damaged"
            }
          ],
          "sites": [
            {"station_id": "hangzhou-1", "latitude_e6": 30250000, "longitude_e6": 120170000},
            {"point_id": "xihu", "latitude_e6": 30270000, "longitude_e6": 120150000}
          ],
          "centres": [
            {
              "centre_id": "shaoxing",
              "latitude_e6": 30000000,
              "longitude_e6": 120580000,
              "packs": 100,
              "damaged_packs": 0,
              "mass_g": 45000000,
              "fee_fen": {"sound": 30000}
            },
            {
              "centre_id": "huzhou",
              "latitude_e6": 30890000,
              "longitude_e6": 120090000,
              "packs": 100,
              "damaged_packs": 0,
              "mass_g": 45000000,
              "fee_fen": {"sound": 25000}
            }
          ],
          "tariff": {
            "carriage_fen_per_km": {"sound": 120, "damaged": 400},
            "load_fee_fen": 12000
          },
          "load_limits": {
            "sound": {"packs": 16, "mass_g": 7500000, "energy_wh": 1500000},
            "damaged": {"packs": 2, "mass_g": 1500000, "energy_wh": 250000}
          }
        }
        """
}
