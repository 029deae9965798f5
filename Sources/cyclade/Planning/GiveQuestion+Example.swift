extension GiveQuestion {
    static let example = """
        {
          "promise": {"model_id": "pack-75", "least_soh_bp": 8000, "least_energy_wh": 60000},
          "packs": [
            {
              "battery_id": "001PB240000003B3C0221953",
              "model_id": "pack-75",
              "soh_bp": 9100,
              "energy_wh": 66000,
              "cycles": 410,
              "rest_days": 2
            },
            {
              "battery_id": "ENROL-0000000000000001",
              "model_id": "pack-75",
              "soh_bp": 9300,
              "energy_wh": 67500,
              "cycles": 380,
              "rest_days": 0
            },
            {
              "battery_id": "ENROL-0000000000000002",
              "model_id": "pack-75",
              "soh_bp": 9500,
              "energy_wh": 68000,
              "cycles": 300,
              "rest_days": 1,
              "bar": "recalled"
            }
          ],
          "weights": {"per_basis_point": 2, "per_cycle": 2, "per_rest_day": 1}
        }
        """
}
