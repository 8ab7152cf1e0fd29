"""The gazetteer of Sulawesi: data and look-up."""
