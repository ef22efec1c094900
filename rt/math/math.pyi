# The functions of math that generated code calls directly.
pi: float
e: float
tau: float
inf: float
nan: float

@native("Sqrt", raises=True)
def sqrt(x: float, /) -> float: ...
@native("Sin", raises=True)
def sin(x: float, /) -> float: ...
@native("Cos", raises=True)
def cos(x: float, /) -> float: ...
@native("Exp", raises=True)
def exp(x: float, /) -> float: ...
@native("Pow", raises=True)
def pow(x: float, y: float, /) -> float: ...
