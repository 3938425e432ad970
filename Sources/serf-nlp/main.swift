print("serf-nlp")
