// scaling
