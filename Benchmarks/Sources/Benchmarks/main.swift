import SerfTensor
var layout = ParameterLayout()
let p = layout.append("x", rows: 2, columns: 3)
print(p)
