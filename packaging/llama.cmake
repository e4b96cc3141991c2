# Read by llama-cpp-python's build right after its project() line (CMAKE_PROJECT_llama_cpp_INCLUDE).
# Its CMakeLists forces LLAMA_BUILD_COMMON on in the cache, though the Python package loads nothing of it; an
# ordinary variable of the same name wins over the cache entry and saves those files, the slowest ones to compile.
set(LLAMA_BUILD_COMMON OFF)
